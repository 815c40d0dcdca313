import type { NextFunction, Request, Response } from "express";
import { isEdge } from "./environment.server";

/**
 * What a server that strangers reach serves: families, phones, the public's answers and signing in. Everything else belongs to the
 * desks and is refused there, also what is added one day and forgotten here.
 */
export const EDGE_PATHS: readonly string[] = [
  ...[
    "",
    "find",
    "my",
    "operate",
    "about",
    "care",
    "account",
    "preferences",
    "sign-in",
    "sign-out",
    "photos",
    "api",
    "calendar",
    "embed",
  ],
  ...[
    "healthz",
    "readyz",
    "metrics",
    "assets",
    "tiles",
    "base-map.pmtiles",
    "favicon.svg",
    "robots.txt",
    "sitemap.xml",
    "manifest.webmanifest",
  ],
  ...["icons", "old-browser.js", "kept-look.js", "care-shell.html", "sw.js"],
  // The frame of every page, as scripts ask for it; and which pages there are, for public ones.
  ...["_root", "__manifest"],
];

/** Judged by the address as the pages' router reads it: with `..`, `//` and escapes resolved. */
export function isOfEdge(address: string): boolean {
  if (!URL.canParse(`http://edge.invalid${address}`)) return false;
  const { pathname } = new URL(`http://edge.invalid${address}`);
  const [, first = ""] = /^\/*([^/]*)/.exec(pathname) ?? [];
  return EDGE_PATHS.includes(first.replace(/\.data$/, ""));
}

/** On the edge, a desk's page is not there, whoever asks. */
export function keepToZone(request: Request, response: Response, next: NextFunction): void {
  if (!isEdge() || isOfEdge(request.originalUrl)) return next();
  response.status(403).set("Cache-Control", "no-store").type("html").send(NOT_HERE);
}

const NOT_HERE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>仅限内网 · On the intranet only</title></head>
<body style="font-family: sans-serif; max-width: 40em; margin: 4em auto; padding: 0 1em; line-height: 1.6">
<h1>此页面仅限单位内网使用</h1>
<p>这里是面向公众与上门人员的入口，规划与管理页面只在单位内网开放。请在单位电脑上打开内网地址。</p>
<h1 lang="en">This page is on the intranet only</h1>
<p lang="en">This address serves the public and staff on their rounds. Planning and administration are open on the organisation's own
network: open the intranet address from a computer there.</p>
<p><a href="/">回到首页 · First page</a></p>
</body></html>
`;
