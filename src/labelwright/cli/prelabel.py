"""`labelwright prelabel`: a model's suggestions for every input of an app."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from labelwright.cli.options import AppName, Home, Json


def prelabel(
    app: AppName,
    model: Annotated[str, typer.Option("--model", help="Model or workflow: its id, `model:<id>` or `workflow:<id>`.")],
    home: Home = None,
    as_json: Json = False,
) -> None:
    """Predict every input of an app that the model has not predicted yet. Ctrl-C keeps what is done."""
    from labelwright.bootstrap import workshop_of
    from labelwright.cli import answer
    from labelwright.cli.interrupt import STOPPED, stoppable
    from labelwright.services import labeling_apps
    from labelwright.services.prelabel import prelabel_inputs
    from labelwright.settings import load_settings
    from labelwright.storage.inputs import InputFilter

    with workshop_of(load_settings(home=home)) as workshop, stoppable() as asked_to_stop:
        ref = workshop.catalog.resolve(model)
        found = labeling_apps.app_named(workshop, app)
        began = time.perf_counter()
        with answer.progress_bar("Predicting") as tell:
            counts = prelabel_inputs(
                workshop,
                found.id,
                ref,
                InputFilter(),
                progress=lambda counts: tell(counts.n_done + len(counts.failures), counts.n_total),
                cancelled=asked_to_stop,
            )
        seconds = time.perf_counter() - began
    for failure in counts.failures:
        answer.note(f"{failure.id}: {failure.error.message}")
    n_before = found.n_unlabeled + found.n_has_suggestions + found.n_labeled + found.n_done - counts.n_total
    document = {
        "app_id": found.id,
        "model": ref,
        "n_predicted": counts.n_done,
        "n_predicted_before": n_before,
        "n_failed": len(counts.failures),
        "failures": [{"input_id": failure.id, **answer.error_dict(failure.error)} for failure in counts.failures],
        "stopped": counts.cancelled,
        "seconds": round(seconds, 3),
    }
    rate = f" ({counts.n_done / seconds:.1f} per second)" if counts.n_done else ""
    text = f"{counts.n_done} predicted{rate}, {n_before} predicted before, {len(counts.failures)} failed."
    if counts.cancelled:
        text += " Stopped; the same command goes on from here."
    answer.show(document, text, as_json=as_json)
    if counts.cancelled:
        raise typer.Exit(STOPPED)
    if counts.failures:
        raise typer.Exit(1)
