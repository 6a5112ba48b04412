#!/bin/sh
# For omprog.conf: what `tag` says of lines that it cannot read must not get among the lines. (rsyslog writes both into one
# file, and passes no quoted arguments, so that the shell cannot be called from its configuration.)
exec /usr/bin/attack-events tag 2>>/var/log/attack-events.log
