/** A device as the page sees it. */
interface PageDevice {
  readonly isLost: () => boolean;
  readonly lose: () => void;
}

/** The WebGL contexts and WebGPU devices that a page has made, whoever made them. */
export class PageDevices {
  readonly #made = new Set<PageDevice>();

  /** Takes note of every device that is made from now on. Call it before any engine starts. */
  watch(): void {
    for (const canvas of [HTMLCanvasElement.prototype, OffscreenCanvas.prototype]) this.#watchCanvas(canvas);
    if ('GPUAdapter' in globalThis) this.#watchAdapter(GPUAdapter.prototype);
  }

  /**
   * Takes the devices away, as the driver of a graphics card does when it restarts.
   *
   * @returns how many were there
   */
  lose(): number {
    const alive = [...this.#made].filter((device) => !device.isLost());
    for (const device of alive) device.lose();
    this.#made.clear();
    return alive.length;
  }

  #watchCanvas(canvas: { getContext: (...request: never[]) => unknown }): void {
    canvas.getContext = new Proxy(canvas.getContext, {
      apply: (getContext, self, request: never[]) => {
        const context: unknown = Reflect.apply(getContext, self, request);
        if (context instanceof WebGLRenderingContext || context instanceof WebGL2RenderingContext) {
          // Weakly, so that a context that nobody uses any more is given back as it would be without us.
          const made = new WeakRef(context);
          this.#made.add({
            isLost: () => made.deref()?.isContextLost() ?? true,
            lose: () => made.deref()?.getExtension('WEBGL_lose_context')?.loseContext(),
          });
        }
        return context;
      },
    });
  }

  #watchAdapter(adapter: { requestDevice: (...request: never[]) => Promise<GPUDevice> }): void {
    adapter.requestDevice = new Proxy(adapter.requestDevice, {
      apply: async (requestDevice, self, request: never[]) => {
        const device = await Reflect.apply(requestDevice, self, request);
        let lost = false;
        void device.lost.then(() => (lost = true));
        this.#made.add({ isLost: () => lost, lose: () => device.destroy() });
        return device;
      },
    });
  }
}
