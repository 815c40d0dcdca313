import { saidWithoutNul } from "../domain/without-nul";

/** What a page of the catalog is asked by its address. */
export const addressSaid = (request: Request): URLSearchParams =>
  saidWithoutNul(new URL(request.url).searchParams, new URLSearchParams());

/** What a form of the catalog says. */
export const formSaid = async (request: Request): Promise<FormData> => saidWithoutNul(await request.formData(), new FormData());
