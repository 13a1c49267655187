"""The verbs, in the order of the way: ingest, predict, suggest, review, search, bulk, export."""
