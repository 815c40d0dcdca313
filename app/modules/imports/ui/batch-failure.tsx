import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ImportFailure } from "../domain/import-batch";
import { lineNamed } from "./issue-words";

const MEGABYTE = 1024 * 1024;

/** Why it stopped, what was kept, what to do. */
export function BatchFailure({ failure }: { failure: ImportFailure | null }) {
  const { t } = useTranslation("imports");
  if (!failure) return null;
  const facts = failure.facts ?? {};
  const names = Array.isArray(facts["names"]) ? facts["names"].join("、") : "";
  const limit =
    typeof facts["limit"] === "number" && facts["code"] !== "too-many-rows"
      ? Math.round(facts["limit"] / MEGABYTE)
      : facts["limit"];
  const key = failure.code === "file" ? `failure.file.${String(facts["code"])}` : `failure.${failure.code}`;
  return (
    <Alert color={failure.code === "cancelled" || failure.code === "interrupted" ? "yellow" : "red"} role="alert">
      {t(key, { ...facts, ...lineNamed(t, facts), names, limit })}
    </Alert>
  );
}
