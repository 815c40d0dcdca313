import type { Actor } from "~/modules/accounts/domain/actor";
import type { Permission } from "~/modules/accounts/domain/permission";
import type { Verdict } from "~/shared/verdict";
import type { NOT_PERMITTED } from "../domain/catalog-refusal";

/** What a use case granted; its refusal leaves as a 403 that names what is missing, so that the page can say who grants it. */
export function permitted<T>(
  verdict: Verdict<T, typeof NOT_PERMITTED>,
  { role }: Actor,
  permission: Permission = "read:catalog",
): T {
  if (verdict.ok) return verdict.value;
  throw Response.json({ refusal: verdict.refusal.kind, permission, role }, { status: 403 });
}
