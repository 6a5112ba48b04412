# SPDX-License-Identifier: MIT
#
# Completion of attack-events for bash: source it, or install it as share/bash-completion/completions/attack-events.
# Commands and options are read from the tool's own help, ids and names from the mapping that is linked into it, or from the
# pack that --mapping names: _attack_events() sets `mapping` to this option and its argument.

# Prints the commands.
_attack_events_commands() {
    "$1" --help 2>/dev/null | sed -n '/^commands:/,/^$/s/^  \([a-z][a-z-]*\) .*/\1/p'
}

# Prints the options of a command, or of all when it is "".
_attack_events_options() {
    "$1" ${2:+"$2"} --help 2>/dev/null | sed -n -E 's/^  (-., |    )(--[a-z-]*).*/\2/p'
}

# Prints the distinct names in a column of TSV. The mapping's author may be hostile, so names with control characters, of
# ASCII or of ISO 8859-1 (C1), or with direction marks are not offered.
_attack_events_names() {
    LC_ALL=C sed -E -e '1d' -e '/^$/d' -e '/[[:cntrl:]]/d' -e $'/\xc2[\x80-\x9f]/d' \
        -e $'/\xe2(\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])/d' \
        -e '/^([^\\]|\\\\)*\\[tnr]/d' -e 's/\\\\/\\/g' | LC_ALL=C sort -u
}

# Prints the distinct values of a column of the mapping.
_attack_events_column() {
    "$1" "${mapping[@]}" rows --format tsv --columns "$2" 2>/dev/null | _attack_events_names
}

# Prints the ids of the techniques, and the families of those that have sub-techniques.
_attack_events_techniques() {
    _attack_events_column "$1" technique_id | awk '{ print } /[.]/ { sub(/[.].*/, ".*"); print }' | LC_ALL=C sort -u
}

# Prints the columns that can be chosen: those of rows, and those of the rule that an event is of.
_attack_events_all_columns() {
    "$1" "${mapping[@]}" rows --format tsv 2>/dev/null | sed 1q | tr '\t' '\n'
    printf '%s\n' rule_id rule level status author
}

# Prints the ids of the rules.
_attack_events_rules() {
    "$1" "${mapping[@]}" rules --format tsv 2>/dev/null | cut -f 1 | _attack_events_names
}

# Prints the tables of Defender that the mapping has.
_attack_events_tables() {
    "$1" "${mapping[@]}" rows --format tsv --provider 'Microsoft Defender for Endpoint' --columns event_id 2>/dev/null |
        _attack_events_names
}

# Prints the values of an option, of the command $3; fails for one whose values are not known, such as a file.
_attack_events_values() {
    case $2 in
    --platform) _attack_events_column "$1" event_platform ;;
    --tactic) _attack_events_column "$1" tactic | tr , '\n' | LC_ALL=C sort -u ;;
    --data-component) _attack_events_column "$1" data_component ;;
    --provider) _attack_events_column "$1" log_source ;;
    --channel) _attack_events_column "$1" channel ;;
    --columns) _attack_events_all_columns "$1" ;;
    --format) printf '%s\n' table tsv json ;;
    --level) printf '%s\n' informational low medium high critical ;;
    --as)
        case $3 in
        export) printf '%s\n' csv jsonl syslog-ng logstash rsyslog ;;
        *) printf '%s\n' auditpol sysmon xpath auditd eslogger ;;
        esac
        ;;
    --to) printf '%s\n' events techniques ;;
    --event) _attack_events_column "$1" event_id ;;
    --by) printf '%s\n' pairs techniques ;;
    --table) _attack_events_tables "$1" ;;
    *) return 1 ;;
    esac
}

# Prints the operands of a command; $3 is all that was typed.
_attack_events_operands() {
    case $2 in
    technique | coverage | plan | enable) _attack_events_techniques "$1" ;;
    event) _attack_events_column "$1" event_id ;;
    rules) _attack_events_rules "$1"; _attack_events_techniques "$1" ;;
    graph)
        case " $3 " in
        *" --to techniques "* | *" --to = techniques "*) _attack_events_column "$1" event_id ;;
        *) _attack_events_techniques "$1" ;;
        esac
        ;;
    top) printf '%s\n' data-sources data-components events tactics platforms ;;
    esac
}

# Says whether an option takes an argument, as the help shows it.
_attack_events_takes_argument() {
    "$1" ${2:+"$2"} --help 2>/dev/null | grep -q -e "^  ....$3 [^ ]" -e "^  $3, --[a-z-]* [^ ]"
}

# Parses a word as the shell does. Sets `typed` to its value, `quote` to the quote that is open at its end, and `outside` to
# the value before the last quote, behind which readline inserts a completion.
_attack_events_unquote() {
    local rest=$1 next
    typed='' quote='' outside=''
    while [[ $rest ]]; do
        next=${rest:0:1} rest=${rest:1}
        if [[ $quote && $next == "$quote" ]]; then
            quote='' outside=$typed
        elif [[ ! $quote && $next == [\"\'] ]]; then
            quote=$next outside=$typed
        elif [[ $next == \\ && ($quote == '' || ($quote == '"' && $rest != [^\$\`\"\\]*)) ]]; then
            typed+=${rest:0:1} rest=${rest:1}
        else
            typed+=$next
        fi
    done
}

# Sets `mapping` to the option --mapping with the file that the shell reads from the word $1.
_attack_events_set_mapping() {
    local typed quote outside
    _attack_events_unquote "$1"
    [[ $1 != '~/'* ]] || typed=$HOME/${typed:2}
    mapping=(--mapping "$typed")
}

# Sets `quoted` to the name $2, escaped for use inside the open quote $1, so that the shell reads it as text. Between double
# quotes, "!" cannot be escaped, since the backslash stays. Readline closes the quote, unless a name ends in one.
_attack_events_quote() {
    case $1 in
    \") quoted=${2//\\/\\\\} quoted=${quoted//\"/\\\"} quoted=${quoted//\$/\\\$} quoted=${quoted//\`/\\\`}
        quoted=${quoted//!/\"\'!\'\"} ;;
    \') quoted=${2//\'/\'\\\'\'} ;;
    *) printf -v quoted %q "$2"; quoted=${quoted//\\,/,} ;;
    esac
    [[ ! $1 || $quoted != *"$1" ]] || quoted+=$1
}

# Fills COMPREPLY with the lines of standard input that, with the prefix $1, start with `typed`.
_attack_events_reply() {
    local line quoted
    while IFS= read -r line; do
        line=$1$line
        [[ $line == "$typed"* ]] || continue
        _attack_events_quote "$quote" "${line:${#outside}}"
        COMPREPLY+=("$quoted")
    done
}

_attack_events() {
    local tool=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} option='' command='' before='' i
    local typed quote outside mapping=()
    COMPREPLY=()

    # The command is the first word that is neither an option nor an option's argument.
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
        --format) [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i += 2)) || ((i++)) ;;
        --mapping)
            [[ ${COMP_WORDS[i + 1]} == '=' ]] && ((i += 2)) || ((i++))
            ((i >= COMP_CWORD)) || _attack_events_set_mapping "${COMP_WORDS[i]}"
            ;;
        -*) ;;
        *) [[ $command ]] || command=${COMP_WORDS[i]} ;;
        esac
    done

    # "--option value" and "--option=value", which bash splits at the "=".
    if [[ $word == '=' ]]; then
        option=${COMP_WORDS[COMP_CWORD - 1]} word=''
    elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == '=' ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == -* ]]; then
        option=${COMP_WORDS[COMP_CWORD - 1]}
        _attack_events_takes_argument "$tool" "$command" "$option" || option=''
    fi

    _attack_events_unquote "$word"
    if [[ $option == --columns && $typed == *,* ]]; then
        before=${typed%,*},
    fi
    if [[ $option ]]; then
        if [[ $option == -o || $option == --@(output|layer|collected|mapping) ]]; then
            compopt -o default 2>/dev/null
            return
        fi
        _attack_events_reply "$before" < <(_attack_events_values "$tool" "$option" "$command")
    elif [[ $word == -* ]]; then
        _attack_events_reply '' < <(_attack_events_options "$tool" "$command")
    elif [[ ! $command ]]; then
        _attack_events_reply '' < <(_attack_events_commands "$tool")
    elif [[ $command == tag ]]; then
        compopt -o default 2>/dev/null
    else
        _attack_events_reply '' < <(_attack_events_operands "$tool" "$command" "${COMP_WORDS[*]:1:COMP_CWORD-1}")
    fi
}

complete -F _attack_events attack-events
