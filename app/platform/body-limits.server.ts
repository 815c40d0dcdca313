import type { NextFunction, Request, Response } from "express";

/** What a form of words holds at most; a browser tells the length of what it sends. */
export const MOST_WORDS = 1024 * 1024;

/** Pages that take a file, also from a script (`.data`): they read it as it comes, count, and refuse in words of their own. */
const TAKES_A_FILE = [
  /^\/plan\/import(\.data|\/?)$/,
  /^\/plan\/siting(\.data|\/?)$/,
  /^\/visits\/month\/form(\.data|\/?)$/,
  /^\/plan\/facilities\/[^/]+\/photos(\.data|\/?)$/,
  /^\/visits\/orders\/[^/]+\/photos(\.data|\/?)$/,
  // Sealed records of a phone, counted as they come.
  /^\/care\/sync\/?$/,
];

/** Refuses a body before a byte of it is read: forms are read whole, and whoever is not signed in may send one too. */
export function limitBodies(request: Request, response: Response, next: NextFunction): void {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  const isFilePage = TAKES_A_FILE.some((path) => path.test(request.path));
  if (isFilePage || (encoding === undefined && Number(length ?? 0) <= MOST_WORDS)) return next();
  const [status, words] =
    encoding === undefined
      ? [413, "内容太大，已拒绝；本页只接收 1 MB 以内的表单。 Too large: this page takes forms of up to 1 MB."]
      : [411, "请先说明内容的长度（Content-Length）。 Say the length of what you send (Content-Length)."];
  response
    .status(status as number)
    .set("Connection", "close")
    .type("text/plain")
    .send(`${words}\n`);
}
