import { Transform } from "node:stream";

/**
 * React fills pieces of 2048 bytes and, where a Chinese letter does not fit into the last ones, sends those as NUL: in an
 * attribute or in data the browser shows them as �. No page means a NUL, so they are taken out.
 */
export function wholeLetters(): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      done(null, piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece);
    },
  });
}
