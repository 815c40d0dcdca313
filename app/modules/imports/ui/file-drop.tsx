import { Text } from "@mantine/core";
import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./file-drop.module.css";

interface Props {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly accept: string;
}

/** A file field one can also drop a file on. Without scripts it is still a file field, and says when a file is chosen. */
export function FileDrop({ name, label, description, accept }: Props) {
  const { t } = useTranslation("imports");
  const field = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [fileName, setFileName] = useState<string | null>(null);
  const take = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!field.current || event.dataTransfer.files.length === 0) return;
    field.current.files = event.dataTransfer.files;
    setFileName(event.dataTransfer.files[0]?.name ?? null);
  };
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={take}
    >
      <Text fw={600} mb={6} id="import-file-label">
        {label}
      </Text>
      <div className={classes.row}>
        <input
          ref={field}
          className={classes.field}
          id="import-file"
          type="file"
          name={name}
          accept={accept}
          required
          aria-labelledby="import-file-label import-file-button"
          aria-describedby="import-file-what"
          onChange={(event) => setFileName(event.currentTarget.files?.[0]?.name ?? null)}
        />
        <label htmlFor="import-file" id="import-file-button" className={classes.button}>
          {t("fileChoose")}
        </label>
        <span className={classes.none}>{t("fileNone")}</span>
        <span className={classes.chosen} aria-live="polite">
          {fileName ?? t("fileChosen")}
        </span>
      </div>
      <Text id="import-file-what" size="sm" c="dimmed" mt={6}>
        {description}
      </Text>
    </div>
  );
}
