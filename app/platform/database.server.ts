import { PrismaPg } from "@prisma/adapter-pg";
import { databaseAddress } from "./environment.server";
import { PrismaClient } from "./generated/prisma/client";

/** One client a process, made at first use: commands that touch no record need no database. */
let client: PrismaClient | undefined;

export function database(): PrismaClient {
  if (!client) {
    client = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseAddress(), max: 10 }) });
  }
  return client;
}

export async function closeDatabase(): Promise<void> {
  await client?.$disconnect();
  client = undefined;
}
