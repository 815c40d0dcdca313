/** The milliseconds of the last frames; the oldest fall out. */
const KEPT = 240;

export class FrameTimes {
  private readonly times: number[] = [];
  private frames = 0;

  add(ms: number): void {
    this.times[this.frames++ % KEPT] = ms;
  }

  summary(): { readonly last: number; readonly median: number; readonly p95: number; readonly frames: number } | null {
    if (this.frames === 0) return null;
    const sorted = [...this.times].sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
    return { last: this.times[(this.frames - 1) % KEPT]!, median: at(0.5), p95: at(0.95), frames: this.frames };
  }
}
