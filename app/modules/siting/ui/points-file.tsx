import { Input } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_FILE_BYTES } from "../domain/siting-question";

/** A file of places. One that is too large is refused as it is chosen: nothing is sent, and all that was typed stays. */
export function PointsFile({ wrong }: { readonly wrong: string | false }) {
  const { t } = useTranslation("siting");
  const [isTooLarge, setTooLarge] = useState(false);
  const most = MOST_FILE_BYTES / 1024 / 1024;
  const told = isTooLarge ? t("problem.too-large", { field: t("problem.field.file"), most }) : wrong;
  return (
    <Input.Wrapper label={t("question.file")} description={t("question.fileWhat", { most })} id="points-file" error={told}>
      <input
        {...{ type: "file", id: "points-file", name: "file", accept: ".csv,.txt", style: { maxWidth: "100%" } }}
        {...(told ? { "aria-invalid": true, "aria-describedby": "points-file-error" } : {})}
        onChange={({ currentTarget: field }) => {
          const isMore = (field.files?.[0]?.size ?? 0) > MOST_FILE_BYTES;
          if (isMore) field.value = "";
          setTooLarge(isMore);
        }}
      />
    </Input.Wrapper>
  );
}
