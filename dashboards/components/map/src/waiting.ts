/** Promises for what the browser does in its own time. */

/** Resolves when the box has a size (it has none in a hidden tab), or when the signal says stop. */
export function whenSized(box: HTMLElement, signal: AbortSignal): Promise<void> {
  const hasSize = (): boolean => box.offsetWidth > 0 && box.offsetHeight > 0;
  if (hasSize() || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new ResizeObserver(() => {
      if (hasSize()) finish();
    });
    const finish = (): void => {
      observer.disconnect();
      resolve();
    };
    signal.addEventListener("abort", finish, { once: true });
    observer.observe(box);
  });
}

/** Resolves when a frame has been painted: after sigma's refresh the first one is not to be trusted. */
export function whenDrawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
