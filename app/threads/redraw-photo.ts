import sharp from "sharp";

/** Pixels a picture may unfold to: a small file can hide a huge one. */
const MOST_PIXELS = 60_000_000;
const LONGEST_EDGE = 1600;
const KINDS = ["jpeg", "png", "webp", "gif", "heif"];

/**
 * Worker thread: the picture drawn anew, at most 1,600 px long: what a camera wrote beside it (place, time, device) is
 * gone. What the file is, its content says; null where it is no JPEG, PNG, WebP, GIF or AVIF picture.
 */
export async function run(bytes: Uint8Array): Promise<Uint8Array | null> {
  try {
    const picture = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" });
    const { format } = await picture.metadata();
    if (!KINDS.includes(format ?? "")) return null;
    return await picture
      .rotate()
      .resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    return null;
  }
}
