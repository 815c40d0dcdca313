/** Usual bounds of words for a Gini index; the number always stands beside them. */
export function giniWord(gini: number): "even" | "moderate" | "uneven" | "very" {
  if (gini < 0.2) return "even";
  if (gini < 0.4) return "moderate";
  return gini < 0.6 ? "uneven" : "very";
}
