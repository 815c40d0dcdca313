/** One line a step, with its seconds: «▸ 数据库 database … 0.6 s». A step that takes long counts aloud. */
const COUNT_ALOUD_EVERY_MS = 5_000;

const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

export async function step(label, work, { write = (text) => process.stdout.write(text) } = {}) {
  const started = performance.now();
  write(`▸ ${label} … `);
  let last = "";
  let shown = started;
  const timer = setInterval(() => {
    shown = performance.now();
    write(`${last ? `${last} ` : ""}${seconds(started)} s … `);
  }, COUNT_ALOUD_EVERY_MS);
  timer.unref();
  /** Long steps say how far they are; at most one word a second reaches the terminal. */
  const tell = (text) => {
    last = text;
    if (performance.now() - shown < 1_000) return;
    shown = performance.now();
    write(`${text} … `);
  };
  try {
    const value = await work(tell);
    write(`${seconds(started)} s\n`);
    return value;
  } catch (error) {
    write("✖\n");
    throw error;
  } finally {
    clearInterval(timer);
  }
}
