import { Transform } from "node:stream";

/** More than a public page weighs: a longer one leaves in parts. */
const PART_BYTES = 262_144;

/** No page means a NUL: what stands between them, put together. */
function withoutHoles(piece: Buffer): Buffer {
  const between: Buffer[] = [];
  let from = 0;
  for (let hole = piece.indexOf(0); hole >= 0; hole = piece.indexOf(0, from)) {
    between.push(piece.subarray(from, hole));
    from = hole + 1;
  }
  return from === 0 ? piece : Buffer.concat([...between, piece.subarray(from)]);
}

/**
 * React fills pieces of 2048 bytes and, where a Chinese letter does not fit into the last ones, sends those as NUL: in an
 * attribute or in data the browser shows them as �. No page means a NUL, so they are taken out. What React has ready at one moment
 * leaves as one part: every part is compressed and sent by itself, and thirty of them cost more than the page.
 */
export function wholeLetters(): Transform {
  let ready: Uint8Array[] = [];
  let bytes = 0;
  let later: NodeJS.Immediate | null = null;
  const leave = (stream: Transform) => {
    if (later) clearImmediate(later);
    later = null;
    if (bytes > 0) stream.push(Buffer.concat(ready, bytes));
    ready = [];
    bytes = 0;
  };
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      const whole = withoutHoles(piece);
      ready.push(whole);
      bytes += whole.length;
      if (bytes >= PART_BYTES) leave(this);
      else later ??= setImmediate(leave, this);
      done();
    },
    flush(done) {
      leave(this);
      done();
    },
    destroy(error, done) {
      if (later) clearImmediate(later);
      done(error);
    },
  });
}
