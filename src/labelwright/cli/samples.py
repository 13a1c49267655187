"""`labelwright samples`: real photographs to look around with."""

from __future__ import annotations

from labelwright.cli.options import Home, Json


def add_samples(home: Home = None, as_json: Json = False) -> None:
    """Make the app "Sample photos" with its photographs and suggestions; what is there already is left alone."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.services import samples
    from labelwright.settings import load_settings

    with workshop_of(load_settings(home=home)) as workshop, answer.progress_bar("Predicting") as tell:
        done = samples.add_samples(workshop, progress=lambda _ref, counts: tell(counts.n_done, counts.n_total))
    document = {
        "app_id": done.app.id,
        "app": done.app.name,
        "n_added": done.n_added,
        "n_predicted": done.n_predicted,
    }
    text = f'"{done.app.name}": {done.n_added} photographs added, {done.n_predicted} predictions made.'
    if not done.n_added and not done.n_predicted:
        text = f'"{done.app.name}" is there already, with all its photographs and suggestions.'
    answer.show(document, text, as_json=as_json)
