import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "./generated/prisma/client";

/** One client a process, made at first use: commands that touch no record need no database. */
let client: PrismaClient | undefined;

export function database(): PrismaClient {
  if (!client) {
    const connectionString = process.env.DATABASE_URL;
    if (!connectionString) throw new Error("DATABASE_URL is not set: the launcher sets it before anything asks for records");
    client = new PrismaClient({ adapter: new PrismaPg({ connectionString, max: 10 }) });
  }
  return client;
}

export async function closeDatabase(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}
