const STEPS = 10;

/** A line for each tenth of a file, on the error stream so that the result can be piped. */
export function announceReading(): { readonly tell: (done: number) => void; readonly end: () => void } {
  const { isTTY } = process.stderr;
  let said = 0;
  return {
    tell(done) {
      const step = Math.floor(done * STEPS);
      if (step <= said) return;
      said = step;
      process.stderr.write(`${isTTY ? "\r" : ""}读取 reading ${(100 * step) / STEPS}%${isTTY ? "  " : "\n"}`);
    },
    end() {
      if (isTTY) process.stderr.write("\r");
    },
  };
}
