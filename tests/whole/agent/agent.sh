#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The agent as a program: it answers from the mapping that is compiled in, and while it runs from each good pack that is put
# in place of the one before and is not older; with a key, from signed packs alone.
#
#     agent.sh PROJECT AGENT GENERATOR [signed]     signed: with libsodium and the program minisign
set -euo pipefail
project=$1 agent=$2 generator=$3 what=${4-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

make_pack() { "$generator" -q --pack --index none -o "$1" "${@:2}" "$project/mapping.yaml"; }
event='EventID=1\tProvider=Microsoft-Windows-Sysmon\tImage=C:\\Downloads\\acme-deploy.exe\tOriginalFileName=acme-deploy.exe\n'

fail() { echo "error: $*"; cat messages; exit 1; }
# Starts the agent. It is asked through one file descriptor, and answers on another.
start() { # ARGUMENT...
    : >messages
    coproc "$agent" "$@" 2>>messages
    ask=${COPROC[1]} answers=${COPROC[0]} id=$COPROC_PID
}
stop() {
    local code=0
    eval "exec $ask>&-"
    wait "$id" || code=$?
    [ $code -eq 0 ] || fail "the agent ended with $code"
}
expect_answer() { # PATTERN
    local answer
    printf "$event" >&"$ask"
    IFS= read -r -t 20 answer <&"$answers" || fail "it does not answer"
    [[ $answer == $1 ]] || fail "its answer is: $answer"
}
# Waits until the agent has said so many lines with this text.
expect_message() { # COUNT TEXT
    local i
    for ((i = 0; i < 300; i++)); do
        [ "$(grep -cF -- "$2" messages)" -lt "$1" ] || return 0
        sleep 0.1
    done
    fail "it has not said $1 times: $2"
}
put() { # FILE: by rename
    cp "$1" new
    mv new agent.aepack
}
built_in='1: perhaps *' rule='1: T1072 (The Deployment Tool Runs Outside Its Folder, by Ann Example)*'

make_pack earlier --date 2099-01-01
make_pack ruled --date 2099-01-02 "$project/examples/rules"
make_pack plain --date 2099-01-03
make_pack old --date 2020-01-01 "$project/examples/rules"
head -c 5000 ruled >short

if [ "$what" != signed ]; then
    start agent.aepack
    expect_message 1 'agent.aepack is not used: it cannot be opened'
    expect_answer "$built_in"
    put ruled
    expect_message 1 'of 2099-01-02'
    expect_answer "$rule"
    put short
    expect_message 1 'agent.aepack is not used: it is cut short'
    expect_answer "$rule"
    put old
    expect_message 1 'agent.aepack is not used: it is older'
    expect_answer "$rule"
    put earlier # than the pack in use, but later than what is compiled in
    expect_message 2 'agent.aepack is not used: it is older'
    expect_answer "$rule"
    put plain
    expect_message 1 'of 2099-01-03'
    expect_answer "$built_in"
    stop
    start ruled # there when it starts: nothing is known of the later one any more
    expect_message 1 'of 2099-01-02'
    expect_answer "$rule"
    stop
    echo "eight files in place of one another"
    exit
fi

minisign -G -W -p mine.pub -s mine.key >/dev/null
minisign -G -W -p other.pub -s other.key >/dev/null
sign() { minisign -S -s "$1.key" -m "$2" -x "$3" >/dev/null; }
sign mine ruled ruled.mine
sign other ruled ruled.other
sign mine plain plain.mine
sign mine earlier earlier.mine
key=$(tail -n 1 mine.pub)

start agent.aepack "$key"
put ruled
expect_message 1 'agent.aepack is not used: it has no signature'
expect_answer "$built_in"
cp ruled.other new.minisig
mv new.minisig agent.aepack.minisig
expect_message 1 'agent.aepack is not used: its signature is of another key'
expect_answer "$built_in"
mkfifo pipe
mv pipe agent.aepack.minisig # nobody writes into it
expect_message 1 'agent.aepack is not used: its signature is not in the form of minisign'
expect_answer "$built_in"
cp ruled.mine new.minisig
mv new.minisig agent.aepack.minisig # the signature alone was replaced
expect_message 1 'of 2099-01-02'
expect_answer "$rule"
cp earlier.mine new.minisig
mv new.minisig agent.aepack.minisig
put earlier # a good signature, but older than the pack in use
expect_message 1 'agent.aepack is not used: it is older'
expect_answer "$rule"
cp ruled.mine new.minisig
mv new.minisig agent.aepack.minisig
put plain # with the signature of the other pack
expect_message 1 'agent.aepack is not used: its signature is wrong'
expect_answer "$rule"
cp plain.mine new.minisig
mv new.minisig agent.aepack.minisig
expect_message 1 'of 2099-01-03'
expect_answer "$built_in"
stop
start ruled "no key"
expect_message 1 'ruled is not used: it has no signature'
cp ruled.mine ruled.minisig
expect_message 1 'ruled is not used: its signature cannot be checked: the key is no public key of minisign'
expect_answer "$built_in"
stop
echo "signatures of two keys"
