import type { NextFunction, Request, Response } from "express";
import { logsEachRequest } from "./environment.server";
import { log } from "./log.server";
import { idFact, pathFact } from "./log-facts.server";
import { requestFacts } from "./request-facts.server";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** A line for each answer: where, how, how long. */
export function logRequests(request: Request, response: Response, next: NextFunction): void {
  const began = performance.now();
  const requestId = requestFacts()?.requestId;
  if (requestId) response.setHeader("X-Request-Id", requestId);
  const { method, path } = request;
  response.once("close", () => {
    if (!logsEachRequest() && response.statusCode < 500) return;
    log("info", "request", {
      ...(requestId ? { request: idFact(requestId) } : {}),
      method: METHODS.find((known) => known === method) ?? "other",
      path: pathFact(path),
      status: response.statusCode,
      ms: Math.round(performance.now() - began),
      whole: response.writableFinished,
    });
  });
  next();
}
