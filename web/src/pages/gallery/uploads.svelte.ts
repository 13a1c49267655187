/** The upload under way. It outlives the page: opening an input does not break it off. */
import { sendFiles, Upload, type UploadState } from '../../sync/galleryUpload';

class Uploads {
  #appId = $state<string | null>(null);
  #state = $state.raw<UploadState | null>(null);
  #upload: Upload | null = null;

  /** How the app's upload stands; null if there is none, or it was closed. */
  stateOf(appId: string): UploadState | null {
    return this.#appId === appId ? this.#state : null;
  }

  get isRunning(): boolean {
    return this.#state?.isRunning ?? false;
  }

  /** Send files to an app; with others of the same app still on their way, after those. */
  async add(appId: string, files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    if (!this.#upload || this.#appId !== appId || this.#state?.isCancelled) this.#start(appId);
    await this.#upload?.add(files);
  }

  /** Send what did not reach the server once more. */
  async retry(): Promise<void> {
    const files = this.#upload?.notSent ?? [];
    const appId = this.#appId;
    if (!appId) return;
    this.#upload = null;
    await this.add(appId, files);
  }

  cancel(): void {
    this.#upload?.cancel();
  }

  /** Forget the results. */
  close(): void {
    this.#upload = null;
    this.#state = null;
    this.#appId = null;
  }

  #start(appId: string): void {
    this.#upload?.cancel();
    this.#appId = appId;
    const upload: Upload = new Upload(
      (batch, signal) => sendFiles(appId, batch, signal),
      (state) => {
        if (this.#upload === upload) this.#state = state;
      },
    );
    this.#upload = upload;
  }
}

export const uploads = new Uploads();
