"""Apps filled through the services, so that a benchmark measures what it is about and not how it got there."""

from __future__ import annotations

import hashlib
import math
import random
from pathlib import Path

from labelwright.domain.app import App
from labelwright.domain.ids import InputId, ModelRef, new_id
from labelwright.domain.input import Input
from labelwright.domain.prediction import Proposal
from labelwright.domain.region import Box, Polygon
from labelwright.services import labeling_apps, people
from labelwright.services.suggest import Finding, store_finding
from labelwright.services.workshop import Workshop
from labelwright.storage import apps, inputs

DETECTOR = ModelRef("model:general-detection")
SIDE_PX = 1000
SAMPLES = Path(__file__).resolve().parent.parent / "src" / "labelwright" / "samples"
SAMPLE_PATHS = [(path.name, path) for path in sorted(SAMPLES.glob("*.*g"))]
BATCH = 5000
N_POINTS = 40


def fill_app(workshop: Workshop, name: str, n_inputs: int) -> tuple[App, list[InputId]]:
    """Make an app with so many inputs that have no picture, which lists do not need."""
    app = labeling_apps.app_named(workshop, name, make=True)
    user = people.local_user(workshop)
    ids: list[InputId] = []
    for first in range(0, n_inputs, BATCH):
        batch = [
            Input(
                id=InputId(new_id()),
                app_id=app.id,
                name=f"photograph-{number:06d}.jpg",
                blob=hashlib.sha256(f"{name} {number}".encode()).hexdigest(),
                media_type="image/jpeg",
                n_bytes=100_000,
                width_px=SIDE_PX,
                height_px=SIDE_PX,
                orientation=1,
                added_by=user.id,
                created_at=workshop.now(),
            )
            for number in range(first, min(first + BATCH, n_inputs))
        ]
        ids.extend(at.id for at in batch)
        with workshop.database.write() as connection:
            inputs.insert_inputs(connection, batch)
            apps.move_counts(connection, app.id, {"unlabeled": len(batch)})
    return app, ids


def suggest_boxes(
    workshop: Workshop,
    input_id: InputId,
    n_suggestions: int,
    *,
    n_polygons: int = 0,
    side_px: int = SIDE_PX,
    seed: int = 0,
) -> None:
    """Store a prediction of the detector with so many boxes and polygons of its concepts at random places."""
    card = workshop.catalog.card(DETECTOR)
    chance = random.Random(seed)  # noqa: S311 - a benchmark's boxes need no secrecy
    proposals = []
    for _ in range(n_suggestions):
        x, y = chance.uniform(0, side_px - 60), chance.uniform(0, side_px - 60)
        box = Box(x, y, x + chance.uniform(10, 60), y + chance.uniform(10, 60))
        proposals.append(Proposal(chance.choice(card.vocabulary), chance.uniform(0.2, 1.0), box))
    for _ in range(n_polygons):
        polygon = _outline(chance, chance.uniform(60, side_px - 60), chance.uniform(60, side_px - 60))
        proposals.append(Proposal(chance.choice(card.vocabulary), chance.uniform(0.2, 1.0), polygon))
    with workshop.database.write() as connection:
        store_finding(connection, Finding(input_id, card.version_ref, proposals, 1.0, workshop.now()))


def _outline(chance: random.Random, x: float, y: float) -> Polygon:
    """Return a polygon of `N_POINTS` around a place, as a segmenter gives it."""
    angles = [math.tau * number / N_POINTS for number in range(N_POINTS)]
    radii_px = [chance.uniform(25, 55) for _ in angles]
    points = (
        (x + radius * math.cos(angle), y + radius * math.sin(angle))
        for angle, radius in zip(angles, radii_px, strict=True)
    )
    return Polygon(tuple(points))
