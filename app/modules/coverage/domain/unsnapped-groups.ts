import { UNSNAPPED_REASONS, type Unsnapped, type UnsnappedReason } from "~/modules/places/domain/streets/street-links";

/** Rows by the reason no way leads to them, in a fixed order; reasons nobody has are left out. */
export const byReason = (
  unsnapped: readonly Unsnapped[],
): readonly { readonly reason: UnsnappedReason; readonly rows: readonly number[] }[] =>
  UNSNAPPED_REASONS.map((reason) => ({
    reason,
    rows: unsnapped.filter((each) => each.reason === reason).map(({ row }) => row),
  })).filter(({ rows }) => rows.length > 0);
