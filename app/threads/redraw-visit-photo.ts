import sharp from "sharp";
import { HASHED_COLUMNS, HASHED_ROWS, pictureHash, rowsAboveMark } from "~/modules/visits/domain/picture-hash";

export interface RedrawnVisitPhoto {
  readonly picture: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly hash: bigint;
}

/** Phones draw 1,280 pixels; what is larger did not come from ours, and a small file can hide a huge picture. */
const LONGEST_EDGE = 1280;
const MOST_PIXELS = 20_000_000;
const KINDS = ["jpeg", "png", "webp"];

/**
 * Worker thread: the picture drawn anew, so that nothing a camera wrote beside it is left, and the perceptual hash of what stands above the
 * burnt-in words. Null where it is no
 * JPEG, PNG or WebP picture.
 */
export async function run(bytes: Uint8Array): Promise<RedrawnVisitPhoto | null> {
  try {
    const source = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" });
    if (!KINDS.includes((await source.metadata()).format ?? "")) return null;
    const drawn = source.rotate().resize({ width: LONGEST_EDGE, height: LONGEST_EDGE, fit: "inside", withoutEnlargement: true });
    const { data, info } = await drawn.webp({ quality: 75 }).toBuffer({ resolveWithObject: true });
    const seen = { left: 0, top: 0, width: info.width, height: rowsAboveMark(info.width, info.height) };
    const spots = await sharp(data)
      .extract(seen)
      .greyscale()
      .resize(HASHED_COLUMNS, HASHED_ROWS, { fit: "fill" })
      .raw()
      .toBuffer();
    return { picture: data, width: info.width, height: info.height, hash: pictureHash(spots) };
  } catch {
    return null;
  }
}
