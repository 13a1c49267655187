"""From pixels to proposals: models, workflows of models, and the order in which they run."""
