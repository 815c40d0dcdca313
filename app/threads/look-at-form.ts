import { lookAtForm, type FormLook } from "~/modules/visits/use-cases/form-workbook.server";

/** Worker thread: the sheets of a form that somebody handed in. */
export const run = (bytes: Uint8Array): FormLook => lookAtForm(bytes);
