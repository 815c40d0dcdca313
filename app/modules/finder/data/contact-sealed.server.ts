/** Where each word of a first contact is sealed for: nowhere else it opens. */
export const enquiryPlaceOf = (id: string): string => `enquiry.said_cipher.${id}`;
export const answerPlaceOf = (id: string): string => `enquiry.answer_cipher.${id}`;
export const bookingPlaceOf = (id: string): string => `tour_booking.said_cipher.${id}`;
export const alertPlaceOf = (id: string): string => `vacancy_alert.said_cipher.${id}`;
export const messagePlaceOf = (id: string): string => `message.said_cipher.${id}`;
export const notePlaceOf = (id: string): string => `message.note_cipher.${id}`;
