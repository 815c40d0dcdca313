import { Anchor, Badge, Button, Group, Stack, Text } from "@mantine/core";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { REFUSAL_STATES, shortNumber, type RefusalState } from "../domain/refused-record";
import { DangerBadge } from "./danger-badge";
import { refusalWords } from "./refusal-words";

interface Row {
  readonly id: string;
  readonly recordId: string;
  readonly kind: string;
  readonly why: string;
  readonly areaCode: string;
  readonly residentName: string | null;
  readonly author: string | null;
  readonly uploader: string | null;
  readonly receivedAt: string;
  readonly alarmId: string | null;
  readonly signs: readonly string[];
  readonly isRinging: boolean;
}

interface StatesProps {
  readonly state: RefusalState;
  readonly counts: Readonly<Record<RefusalState, number>>;
  readonly to: (state: RefusalState) => string;
}

export function RefusedStates({ state, counts, to }: StatesProps) {
  const { t } = useTranslation("visits");
  return (
    <nav aria-label={t("refused.byState")} className="no-print">
      <Group gap="xs">
        {REFUSAL_STATES.map((one) => (
          <Button
            key={one}
            component={Link}
            size="xs"
            variant={one === state ? "filled" : "default"}
            aria-current={one === state ? "true" : undefined}
            to={to(one)}
          >
            {t(`refused.state.${one}`)}
            <Badge variant="transparent" c="inherit" px={6}>
              {counts[one]}
            </Badge>
          </Button>
        ))}
      </Group>
    </nav>
  );
}

interface ListProps {
  readonly rows: readonly Row[];
  readonly nameOf: (areaCode: string) => string;
  readonly cityCode: string;
  readonly timeZone: string;
}

/** Who, when and why; never what it says. */
export function RefusedList({ rows, nameOf, cityCode, timeZone }: ListProps) {
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone },
  });
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
      {rows.map((row) => (
        <li key={row.id} className="surface" style={{ padding: "0.75rem 1rem" }}>
          <Anchor component={Link} to={`/visits/refused/${row.id}?city=${cityCode}`} fw={650}>
            {[t(`careKind.${knownKind(row.kind)}`), row.residentName, nameOf(row.areaCode)].filter(Boolean).join(" · ")}
          </Anchor>{" "}
          {row.alarmId && <RefusedRings {...row} />}
          <Text>{refusalWords(t, row.why)}</Text>
          <Text size="sm" c="dimmed">
            {[
              t("refused.author", { name: row.author ?? t("refused.unknownAuthor") }),
              row.uploader !== row.author && t("refused.uploader", { name: row.uploader ?? t("due.somebody") }),
              t("refused.receivedAt", { at: time.format(new Date(row.receivedAt)) }),
              t("refused.number", { number: shortNumber(row.recordId) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </li>
      ))}
    </Stack>
  );
}

interface RingsProps {
  readonly signs: readonly string[];
  readonly isRinging: boolean;
}

/** What it told of, red for as long as it rings. */
export function RefusedRings({ signs, isRinging }: RingsProps) {
  const { t } = useTranslation("visits");
  return <DangerBadge {...{ signs, isRinging }} unsaid={t("watch.kind.visit")} />;
}

/** A kind of another version is a record all the same. */
export const knownKind = (kind: string): string => (["visit", "photo", "position"].includes(kind) ? kind : "record");
