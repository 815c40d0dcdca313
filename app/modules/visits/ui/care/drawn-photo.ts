import { PHOTO_EDGE } from "../../domain/care-record";

export interface DrawnPhoto {
  readonly picture: Blob;
  readonly width: number;
  readonly height: number;
}

const QUALITY = 0.8;

/**
 * A picture drawn anew: small enough to send, with nothing of the camera's own words (EXIF, position) left in it, and with
 * time and community burnt into its lower edge. Throws where the file is no picture the browser can read.
 */
export async function drawnPhoto(file: Blob, mark: string): Promise<DrawnPhoto> {
  const image = await decoded(file);
  try {
    const scale = Math.min(1, PHOTO_EDGE / Math.max(image.width, image.height));
    const [width, height] = [Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale))];
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("the browser gave no canvas to draw on");
    pen.drawImage(image.source, 0, 0, width, height);
    burnIn(pen, mark, width, height);
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!picture) throw new Error("the browser made no JPEG of a canvas");
    return { picture, width, height };
  } finally {
    image.close();
  }
}

interface Decoded {
  readonly source: CanvasImageSource;
  readonly width: number;
  readonly height: number;
  readonly close: () => void;
}

async function decoded(file: Blob): Promise<Decoded> {
  if ("createImageBitmap" in window) {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() };
  }
  const url = URL.createObjectURL(file);
  const source = new Image();
  source.src = url;
  await source.decode();
  return { source, width: source.naturalWidth, height: source.naturalHeight, close: () => URL.revokeObjectURL(url) };
}

/** White on a dark band, whatever the picture is; smaller where the words are long. */
function burnIn(pen: CanvasRenderingContext2D, mark: string, width: number, height: number): void {
  const fontOf = (pixels: number) => `600 ${pixels}px "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`;
  let size = Math.max(12, Math.round(Math.max(width, height) / 36));
  pen.font = fontOf(size);
  const wide = pen.measureText(mark).width;
  if (wide > width - size) {
    size = Math.max(8, Math.floor((size * (width - size)) / wide));
    pen.font = fontOf(size);
  }
  const band = Math.round(size * 1.8);
  pen.fillStyle = "rgba(0, 0, 0, 0.62)";
  pen.fillRect(0, height - band, width, band);
  pen.fillStyle = "#fff";
  pen.textBaseline = "middle";
  pen.fillText(mark, size / 2, height - band / 2);
}
