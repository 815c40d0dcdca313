import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { retentionRules } from "../data/retention.server";
import type { RetentionRule } from "../domain/retention";
import { systemActor } from "./system-actor.server";

/** How long each kind of record is kept, for anybody to read. */
export const daysKept = (): Promise<RetentionRule[]> => inUnitOfWork(systemActor("privacy-page"), retentionRules);
