/** The line between one phone and the server: a real connection that can be cut, and that can lose an answer after the asking. */
import { createConnection, createServer, type Server, type Socket } from "node:net";

type State = "up" | "down" | "loses answers" | "slow";

/** As far out in the country as anybody still has a signal. */
const SLOW_BYTES_PER_MS = 60;

export class PhoneLine {
  private state: State = "up";
  private readonly server: Server;
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private port = 0;
  lostAnswers = 0;

  /** @param target the port on which the server listens at this moment */
  constructor(private readonly target: () => number) {
    this.server = createServer((phone) => this.joined(phone));
  }

  async open(): Promise<string> {
    await new Promise<void>((ready) => this.server.listen(0, "127.0.0.1", ready));
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error(`no port: ${String(address)}`);
    this.port = address.port;
    return this.address;
  }

  get address(): string {
    return `http://localhost:${this.port}`;
  }

  /** Whatever is under way breaks off, and nothing new gets through. */
  cut(): void {
    this.state = "down";
    this.hangUp();
  }

  mend(): void {
    this.state = "up";
  }

  /** Askings arrive; of their answers the first byte ends the connection. */
  loseAnswers(): void {
    this.state = "loses answers";
  }

  /** What the phone sends trickles through. */
  slowDown(): void {
    this.state = "slow";
  }

  async close(): Promise<void> {
    this.hangUp();
    await new Promise((closed) => this.server.close(closed));
  }

  private hangUp(): void {
    for (const [phone, server] of this.pairs) {
      phone.destroy();
      server.destroy();
    }
    this.pairs.clear();
  }

  private joined(phone: Socket): void {
    if (this.state === "down") {
      phone.destroy();
      return;
    }
    const server = createConnection(this.target(), "127.0.0.1");
    const pair = [phone, server] as const;
    this.pairs.add(pair);
    const end = () => {
      phone.destroy();
      server.destroy();
      this.pairs.delete(pair);
    };
    phone.on("error", end).on("close", end);
    server.on("error", end).on("close", end);
    phone.on("data", (bytes: Buffer) => {
      server.write(bytes);
      if (this.state !== "slow") return;
      phone.pause();
      setTimeout(() => phone.resume(), bytes.length / SLOW_BYTES_PER_MS);
    });
    server.on("data", (bytes) => {
      if (this.state !== "loses answers") {
        phone.write(bytes);
        return;
      }
      this.lostAnswers++;
      end();
    });
  }
}
