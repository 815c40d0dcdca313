import { openProblem } from "~/platform/open-answer.server";

/** Addresses of the API that answer to nothing, whatever the method: machines get JSON. */
export const loader = (): Response =>
  openProblem({
    status: 404,
    body: { kind: "unknown-address", title: { zh: "没有这个接口地址", en: "The API has no such address" } },
  });

export const action = loader;
