// Generated from spec/openapi.yaml. Don't edit by hand. Made again by: pnpm generate

export interface paths {
    "/v1/mass/payout/retrieve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retrieve Mass Payout and Items Detail
         * @description Retrieves the details of a **Mass Payout** and its contained payout items.
         *     You must provide **either** `requestId` **or** `externalMassPayoutId` (or both), along with pagination parameters.
         */
        post: operations["retrieveMassPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Names the payout by either id, or by both, and one page of its items. */
        MassPayoutRetrieveRequest: components["schemas"]["MassPayoutRetrieveByRequestId"] | components["schemas"]["MassPayoutRetrieveByExternalId"];
        /** @description Mass payout and items detail response. */
        MassPayoutRetrieveResponse: {
            /** @enum {string} */
            status: "success";
            /** @description System time (epoch ms). */
            systemTime?: number;
            locale?: string;
            massPayout?: components["schemas"]["MassPayoutSummary"];
            massPayoutItems?: components["schemas"]["MassPayoutItemsPage"];
            page?: number;
            size?: number;
            total?: number;
        };
        /** @description Summary information for a mass payout. */
        MassPayoutSummary: {
            externalId?: string;
            merchantId?: number;
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't hold every amount; read the digits from the text where they decide.
             */
            totalAmount?: number;
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't hold every amount; read the digits from the text where they decide.
             */
            totalSuccessfulAmount?: number;
            massPayoutStatus?: components["schemas"]["MassPayoutStatus"];
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't hold every amount; read the digits from the text where they decide.
             */
            totalCommissionAmount?: number;
            currency?: string;
        };
        /** @description Paged list of mass payout items. */
        MassPayoutItemsPage: {
            items?: components["schemas"]["MassPayoutItemDetail"][];
            page?: number;
            size?: number;
            total?: number;
        };
        /** @description Mass payout item detail. */
        MassPayoutItemDetail: {
            itemExternalId?: string;
            referenceCode?: string;
            recipientType?: components["schemas"]["RecipientType"];
            recipientInfo?: string;
            recipientName?: string;
            description?: string;
            itemStatus?: components["schemas"]["MassPayoutItemStatus"];
            errorMessages?: string[];
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't hold every amount; read the digits from the text where they decide.
             */
            totalAmount?: number;
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't hold every amount; read the digits from the text where they decide.
             */
            commissionAmount?: number;
            currencyCode?: string;
        };
        /** @description Retrieve mass payout and item details. */
        MassPayoutRetrieveFields: {
            /** @description Correlation / tracking identifier for the mass payout. */
            requestId?: string;
            /** @description Unique id for the mass payout request (idempotency). */
            externalMassPayoutId?: string;
            /** @description Page number to retrieve, counted from 0. */
            page: number;
            /** @description Number of results per page. */
            size: number;
            itemType?: components["schemas"]["MassPayoutItemType"];
        };
        /** @description Names the payout by the id that iyzico gave it. */
        MassPayoutRetrieveByRequestId: WithRequired<components["schemas"]["MassPayoutRetrieveFields"], "requestId">;
        /** @description Names the payout by the merchant's own id. */
        MassPayoutRetrieveByExternalId: WithRequired<components["schemas"]["MassPayoutRetrieveFields"], "externalMassPayoutId">;
        /**
         * @description Which items to list.
         * @enum {string}
         */
        MassPayoutItemType: "VALID" | "INVALID";
        /** @enum {string} */
        Locale: "tr" | "en";
        /** @description A refusal or failure. Recorded failures came with HTTP 200; the body decides. */
        FailureEnvelope: {
            /** @enum {string} */
            status: "failure";
            /** @description Means something only together with the operation; usually a string, sometimes a number. */
            errorCode?: string | number;
            /** @description For people, in the language of the request; not to be matched on. */
            errorMessage?: string;
            errorGroup?: string;
            locale?: string;
            /** @description System time (epoch ms). */
            systemTime?: number;
            conversationId?: string;
        };
        /** @description The gateway's own form of a refusal, with the HTTP status as a number in status. */
        GatewayRefusal: {
            status: number;
            errorCode?: string;
            errorMessage?: string;
            /** @description System time (epoch ms). */
            systemTime?: number;
            locale?: string;
        };
        /**
         * @description Mass payout lifecycle status (enum).
         * @enum {string}
         */
        MassPayoutStatus: "INIT" | "IN_PROGRESS" | "PUBLISHED_TO_QUEUE" | "COMPLETED" | "FAIL" | "INSUFFICIENT_BALANCE" | "CANCELED";
        /**
         * @description Mass payout item lifecycle status (enum).
         * @enum {string}
         */
        MassPayoutItemStatus: "FAILED" | "SUCCESS" | "INIT" | "INVALID" | "PROCESSING" | "MASS_PAYOUT_CANCELED" | "QUEUED" | "DEPOSIT_SUCCESS" | "DEPOSIT_FAIL";
        /** @enum {string} */
        RecipientType: "PHONE" | "IBAN" | "IDENTITY_NUMBER" | "MEMBER_ID";
    };
    responses: never;
    parameters: {
        /** @description Response language. */
        LocaleQuery: components["schemas"]["Locale"];
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type MassPayoutRetrieveRequest = components['schemas']['MassPayoutRetrieveRequest'];
export type MassPayoutRetrieveResponse = components['schemas']['MassPayoutRetrieveResponse'];
export type MassPayoutSummary = components['schemas']['MassPayoutSummary'];
export type MassPayoutItemsPage = components['schemas']['MassPayoutItemsPage'];
export type MassPayoutItemDetail = components['schemas']['MassPayoutItemDetail'];
export type MassPayoutRetrieveFields = components['schemas']['MassPayoutRetrieveFields'];
export type MassPayoutRetrieveByRequestId = components['schemas']['MassPayoutRetrieveByRequestId'];
export type MassPayoutRetrieveByExternalId = components['schemas']['MassPayoutRetrieveByExternalId'];
export type MassPayoutItemType = components['schemas']['MassPayoutItemType'];
export type Locale = components['schemas']['Locale'];
export type FailureEnvelope = components['schemas']['FailureEnvelope'];
export type GatewayRefusal = components['schemas']['GatewayRefusal'];
export type MassPayoutStatus = components['schemas']['MassPayoutStatus'];
export type MassPayoutItemStatus = components['schemas']['MassPayoutItemStatus'];
export type RecipientType = components['schemas']['RecipientType'];
export type ParameterLocaleQuery = components['parameters']['LocaleQuery'];
export type $defs = Record<string, never>;
export interface operations {
    retrieveMassPayout: {
        parameters: {
            query: {
                /** @description Response language. */
                locale: components["parameters"]["LocaleQuery"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MassPayoutRetrieveRequest"];
            };
        };
        responses: {
            /** @description Successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassPayoutRetrieveResponse"] | components["schemas"]["FailureEnvelope"];
                };
            };
            /** @description Refused by the gateway */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRefusal"];
                };
            };
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
