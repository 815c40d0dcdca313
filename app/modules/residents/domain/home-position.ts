import { granted, refused, type Verdict } from "~/shared/verdict";

/** «113.6253, 34.7466» as copied from a map, WGS-84: longitude first; swapped numbers are told apart by where China lies. */
export function homePosition(typed: string): Verdict<string, "position-unreadable" | "position-elsewhere"> {
  if (typed.trim() === "") return granted("");
  const [, first, second] = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(typed) ?? [];
  if (first === undefined || second === undefined) return refused("position-unreadable");
  const [a, b] = [Number(first), Number(second)];
  const [lon, lat] = Math.abs(a) <= 54 && b > 73 ? [b, a] : [a, b];
  if (lon < -180 || lon > 180 || lat < -90 || lat > 90) return refused("position-elsewhere");
  return granted(`${lon.toFixed(6)},${lat.toFixed(6)}`);
}

/** What was sealed, as numbers; null where it is none. */
export function homePoint(sealed: string): { readonly lon: number; readonly lat: number } | null {
  const [lon, lat] = sealed.split(",").map(Number);
  return lon !== undefined && lat !== undefined && Number.isFinite(lon) && Number.isFinite(lat) ? { lon, lat } : null;
}
