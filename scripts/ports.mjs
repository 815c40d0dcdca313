import { createServer } from "node:net";
import { Problem } from "./problem.mjs";

const FIRST_PORT = 3000;
const LAST_PORT = 3099;

/** Is `port` free on `host`? Resolves to the port taken for the question (0 asks for any), or undefined when it is in use. */
export const portIfFree = (port, host = "127.0.0.1") =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE") resolve(undefined);
      else if (error.code === "EACCES")
        reject(
          new Problem(
            `端口 ${port} 需要更高权限 · Port ${port} may only be opened by the administrator: set PORT to one above 1023.`,
          ),
        );
      else if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
        reject(
          new Problem(
            `HOST 不是本机地址 · HOST is «${host}», which is no address of this machine: set it to 127.0.0.1, 0.0.0.0 or one of its own.`,
          ),
        );
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve(taken));
    });
  });

export const anyFreePort = () => portIfFree(0);

/** The port to serve on: the one asked for or none, else 3000 or the next free one. */
export async function choosePort(asked, host) {
  if (asked !== undefined) {
    const port = await portIfFree(asked, host);
    if (port !== undefined) return port;
    throw new Problem(`端口 ${asked} 已被占用 · Port ${asked} is in use: stop the program on it, or set PORT to another one.`);
  }
  for (let port = FIRST_PORT; port <= LAST_PORT; port += 1) if ((await portIfFree(port, host)) !== undefined) return port;
  throw new Problem(
    `${FIRST_PORT}–${LAST_PORT} 端口均被占用 · Ports ${FIRST_PORT} to ${LAST_PORT} are all in use: set PORT to a free one.`,
  );
}
