/**
 * Watches the Input-Viewer's canvas in the page, frame by frame: what it is called and what its pixels are.
 *
 * The product knows nothing of this. The canvas is found by its accessible name; its layers (picture, regions) are
 * drawn small, so that every line counts and little is read back, and hashed. The clock begins with the key event.
 */
(() => {
  const SIDE_PX = 96;
  const small = new OffscreenCanvas(SIDE_PX, SIDE_PX).getContext('2d', { willReadFrequently: true });
  small.imageSmoothingQuality = 'medium';
  let pressedAt = 0;
  let frames = [];
  let isWatching = true;

  function hashOf(canvas) {
    small.clearRect(0, 0, SIDE_PX, SIDE_PX);
    small.drawImage(canvas, 0, 0, SIDE_PX, SIDE_PX);
    const pixels = new Uint32Array(small.getImageData(0, 0, SIDE_PX, SIDE_PX).data.buffer);
    return pixels.reduce((hash, pixel) => Math.imul(hash ^ pixel, 0x01000193), 0x811c9dc5);
  }

  function look() {
    const at = performance.now();
    const canvas = document.querySelector('[role="group"][aria-label^="Picture "]');
    if (canvas) {
      const [picture, regions] = [...canvas.querySelectorAll('canvas')].map(hashOf);
      const took = performance.now() - at;
      frames.push({ at_ms: at - pressedAt, label: canvas.getAttribute('aria-label'), picture, regions, took_ms: took });
    }
    if (isWatching) requestAnimationFrame(look);
  }

  addEventListener('keydown', ({ timeStamp }) => ((pressedAt = timeStamp), (frames = frames.slice(-1))), true);
  requestAnimationFrame(look);
  window.watchedFrames = () => frames;
  /** Looking costs time of its own. */
  window.stopWatching = () => (isWatching = false);
})();
