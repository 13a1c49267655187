"""One line of a prediction that awaits, or has had, a person's review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from labelwright.domain.ids import InputId, ModelVersion, PredictionId, SuggestionId
from labelwright.domain.region import Region

SuggestionState = Literal["open", "accepted", "edited", "rejected"]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept, with or without a region, that a model version proposes for an input. Only its state ever changes."""

    id: SuggestionId
    input_id: InputId
    prediction_id: PredictionId
    model_version: ModelVersion
    concept_name: str
    """The model's own name for it; the app's concept may be another by a concept relation."""
    score: float
    region: Region | None
    state: SuggestionState = "open"

    def in_state(self, state: SuggestionState) -> Suggestion:
        """Return it in another state."""
        return Suggestion(
            self.id,
            self.input_id,
            self.prediction_id,
            self.model_version,
            self.concept_name,
            self.score,
            self.region,
            state,
        )
