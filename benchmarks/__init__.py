"""Speed and quality, measured beside a raw limit or a stated goal in the same run; `make bench` runs them all."""
