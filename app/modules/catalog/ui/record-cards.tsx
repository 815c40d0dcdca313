import { Anchor, List, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { CalendarDay } from "~/shared/calendar-day";
import { dialLink } from "~/ui/layout/dial-link";
import { documentStanding } from "../domain/document-clock";
import type { Facility } from "../domain/facility";
import { useHoursWords } from "./hours-words";
import { CAUTION, DANGER } from "./warning-tone";

export function DocumentTable({ documents, day }: { readonly documents: Facility["documents"]; readonly day: CalendarDay }) {
  const { t } = useTranslation("catalog");
  if (documents.length === 0) return <Text c="dimmed">{t("detail.noDocuments")}</Text>;
  const colour = { valid: undefined, expiring: CAUTION, expired: DANGER, unknown: "dimmed" } as const;
  return (
    <Table aria-label={t("detail.documents")}>
      <Table.Tbody>
        {documents.map((document) => {
          const standing = documentStanding(document.expiresOn, day);
          return (
            <Table.Tr key={`${document.kind}${document.number}`}>
              <Table.Th scope="row">
                {t(`document.${document.kind}`)}
                <Text size="sm" c="dimmed" fw={400}>
                  {[document.number, document.issuer].filter(Boolean).join(" · ")}
                </Text>
              </Table.Th>
              <Table.Td>
                <Text c={colour[standing.kind]}>{t(`standing.${standing.kind}`, { ...standing, day: document.expiresOn })}</Text>
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

interface ContactAndHoursProps extends Pick<Facility, "contacts" | "hours"> {
  /** a private number, of which only the mask is at hand: how it may be opened */
  readonly masked: (mask: string, role: string, nth: number) => ReactNode;
}

export function ContactAndHours({ contacts, hours, masked }: ContactAndHoursProps) {
  const { t } = useTranslation("catalog");
  const words = useHoursWords();
  if (contacts.length === 0 && hours.length === 0) return <Text c="dimmed">{t("detail.noContacts")}</Text>;
  return (
    <List listStyleType="none" spacing="xs">
      {contacts.map(({ role, phone, isPublic }, nth) => (
        <List.Item key={`${nth} ${phone}`}>
          {isPublic && role && `${role}：`}
          {isPublic && <Anchor href={dialLink(phone)}>{phone}</Anchor>}
          {!isPublic && (
            <>
              {role}
              <Text span c="dimmed">{`${role && " · "}${t("detail.notPublic")}`}</Text>
              {masked(phone, role, nth)}
            </>
          )}
        </List.Item>
      ))}
      {hours.map((slot) => (
        <List.Item key={`${slot.byDay}${slot.opensAt}`}>
          {words(slot)}
          {slot.note && <Text span c="dimmed">{` · ${slot.note}`}</Text>}
        </List.Item>
      ))}
    </List>
  );
}
