#!/bin/sh
# step.sh TITLE HINT COMMAND...: say what is done, do it, say how long it took; on failure say what to do.
title=$1
hint=$2
shift 2
printf '==> %s\n' "$title"
start=$(date +%s)
"$@" </dev/null
code=$?
if [ "$code" -ne 0 ]; then
    printf 'labelwright: "%s" failed with exit code %s. %s\n' "$title" "$code" "$hint" >&2
    exit "$code"
fi
printf '    done in %s s\n' "$(($(date +%s) - start))"
