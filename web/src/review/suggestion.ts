/** What the review rules need to know of a suggestion or annotation in a pane. */

export interface Scored {
  readonly id: string;
  readonly conceptName: string;
  /** The model's probability in [0, 1]; null where a person added it. */
  readonly score: number | null;
}
