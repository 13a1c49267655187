/** Pans by drags, one pointer event a frame, on the product's canvas or on a plain page; gives the time it took. */
window.panFor = (selector, nFrames) =>
  new Promise((resolve) => {
    const target = document.querySelector(selector);
    const { left, top, width, height } = target.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const send = (type, at) =>
      target.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          cancelable: true,
          pointerId: 1,
          isPrimary: true,
          button: type === 'pointermove' ? -1 : 0,
          buttons: type === 'pointerup' ? 0 : 1,
          clientX: x + 120 * Math.sin(at / 9),
          clientY: y + 60 * Math.sin(at / 7),
        }),
      );
    target.setPointerCapture = () => undefined;
    send('pointerdown', 0);
    const began = performance.now();
    let frame = 0;
    const step = () => {
      frame += 1;
      send('pointermove', frame);
      if (frame < nFrames) return requestAnimationFrame(step);
      requestAnimationFrame(() => {
        const took = performance.now() - began;
        send('pointerup', frame);
        delete target.setPointerCapture;
        resolve(took);
      });
    };
    requestAnimationFrame(step);
  });
