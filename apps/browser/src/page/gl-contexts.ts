/** The WebGL contexts that a page has made, whoever made them. */
export class GlContexts {
  // Weak, so that a context that nobody uses any more is given back as it would be without us.
  readonly #made = new Set<WeakRef<WebGLRenderingContext | WebGL2RenderingContext>>();

  /** Takes note of every context that is made from now on. Call it before any engine starts. */
  watch(): void {
    for (const canvas of [HTMLCanvasElement.prototype, OffscreenCanvas.prototype]) this.#watchCanvas(canvas);
  }

  /**
   * Takes the contexts away, as the driver of a graphics card does when it restarts.
   *
   * @returns how many were there
   */
  lose(): number {
    const alive = [...this.#made].flatMap((made) => made.deref() ?? []).filter((context) => !context.isContextLost());
    for (const context of alive) context.getExtension('WEBGL_lose_context')?.loseContext();
    return alive.filter((context) => context.isContextLost()).length;
  }

  #watchCanvas(canvas: { getContext: (...request: never[]) => unknown }): void {
    canvas.getContext = new Proxy(canvas.getContext, {
      apply: (getContext, self, request: never[]) => {
        const context: unknown = Reflect.apply(getContext, self, request);
        if (context instanceof WebGLRenderingContext || context instanceof WebGL2RenderingContext) {
          this.#made.add(new WeakRef(context));
        }
        return context;
      },
    });
  }
}
