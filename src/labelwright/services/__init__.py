"""The verbs, in the order of the way: ingest, predict, suggest, review, history, bulk, export; and what pages read."""
