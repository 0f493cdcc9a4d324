// Generated from spec/openapi.yaml. Don't edit by hand. Regenerate with: pnpm generate

export interface paths {
    "/v1/mass/payout/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Authorize Mass Payout
         * @description Authorises a mass payout that was received: its items are paid.
         */
        post: operations["authMassPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mass/payout/cancel/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Mass Payout
         * @description Cancels a mass payout with all its items.
         */
        post: operations["cancelMassPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mass/payout/init": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Initialize Mass Payout
         * @description Receives a mass payout with its items. Nothing is paid before it is authorised. Items that can't be accepted are listed in `invalidItems`; the others are stored.
         */
        post: operations["initMassPayout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mass/payout/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Mass Payout Balance
         * @description Retrieves the merchant's balance for mass payouts.
         */
        get: operations["retrieveMassPayoutBalance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mass/payout/retrieve/items/{referenceCode}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Mass Payout Item Detail
         * @description Retrieves one item of a mass payout by the reference code that iyzico gave it.
         */
        get: operations["retrieveMassPayoutItem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
        /** @description Names the mass payout to authorise. */
        MassPayoutAuthRequest: {
            /** @description iyzico's id of the mass payout. */
            requestId: string;
        };
        /** @description Whether the mass payout was authorised. */
        MassPayoutAuthResponse: {
            status: components["schemas"]["SuccessStatus"];
            /** @description System time (epoch ms). */
            systemTime?: number;
            locale?: string;
        };
        /** @description Whether the mass payout was cancelled. */
        MassPayoutCancelResponse: {
            status: components["schemas"]["SuccessStatus"];
            /** @description System time (epoch ms). */
            systemTime?: number;
            locale?: string;
        };
        /** @description A mass payout and the items that it consists of. */
        MassPayoutInitRequest: {
            /** @description The merchant's unique id of the mass payout (idempotency). */
            externalId: string;
            /** @description The merchant's id for matching this request with its response. */
            conversationId?: string;
            purpose?: components["schemas"]["MassPayoutPurpose"];
            /** @description One item for each payment. */
            items: components["schemas"]["MassPayoutInitItem"][];
        };
        /** @description One payment to one recipient. */
        MassPayoutInitItem: components["schemas"]["MassPayoutInitItemByIban"] | components["schemas"]["MassPayoutInitItemByOtherId"];
        /** @description An amount of money and its currency. */
        MassPayoutAmount: {
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't represent every amount: where exact digits matter, read them from the body.
             */
            value: number;
            currency: components["schemas"]["MassPayoutCurrency"];
        };
        /** @description What became of the request to receive a mass payout. */
        MassPayoutInitResponse: {
            status: components["schemas"]["SuccessStatus"];
            /** @description System time (epoch ms). */
            systemTime?: number;
            locale?: string;
            /** @description The request's conversationId. */
            conversationId?: string;
            /** @description iyzico's id of the mass payout. */
            requestId?: string;
            /** @description The items that were not accepted. */
            invalidItems?: components["schemas"]["MassPayoutInvalidItem"][];
        };
        /** @description An item that was not accepted, and why. */
        MassPayoutInvalidItem: {
            /** @description The item's itemExternalId. */
            externalId?: string;
            errorCode?: components["schemas"]["ErrorCode"];
            errorMessage?: string;
        };
        /** @description The merchant's balance for mass payouts. */
        MassPayoutBalanceResponse: {
            status: components["schemas"]["SuccessStatus"];
            /** @description System time (epoch ms). */
            systemTime?: number;
            locale?: string;
            /** @description The balance, a number in quotes. */
            balance?: string;
        };
        /** @description One item of a mass payout. */
        MassPayoutItemResponse: {
            status: components["schemas"]["SuccessStatus"];
            /** @description System time (epoch ms). */
            systemTime?: number;
            locale?: string;
            item?: components["schemas"]["MassPayoutItemDetail"];
        };
        /** @description Identifies the payout by either id or both, and selects one page of its items. */
        MassPayoutRetrieveRequest: components["schemas"]["MassPayoutRetrieveByRequestId"] | components["schemas"]["MassPayoutRetrieveByExternalId"];
        /** @description Mass payout and items detail response. */
        MassPayoutRetrieveResponse: {
            status: components["schemas"]["SuccessStatus"];
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
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't represent every amount: where exact digits matter, read them from the body.
             */
            totalAmount?: number;
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't represent every amount: where exact digits matter, read them from the body.
             */
            totalSuccessfulAmount?: number;
            massPayoutStatus?: components["schemas"]["MassPayoutStatus"] | string;
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't represent every amount: where exact digits matter, read them from the body.
             */
            totalCommissionAmount?: number;
            currency?: string;
            receivedDate?: string;
            completedDate?: string;
            canceledDate?: string;
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
            recipientType?: components["schemas"]["RecipientType"] | string;
            recipientInfo?: string;
            recipientName?: string;
            description?: string;
            itemStatus?: components["schemas"]["MassPayoutItemStatus"] | string;
            errorMessages?: string[];
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't represent every amount: where exact digits matter, read them from the body.
             */
            totalAmount?: number;
            /**
             * Format: decimal
             * @description An amount in lira (or another main currency unit), not in kuruş: a bare JSON number such as 100, 100.50 or 20.00000000. A binary float can't represent every amount: where exact digits matter, read them from the body.
             */
            commissionAmount?: number;
            currencyCode?: string;
            /** @description The requestId of the item's payout. */
            massPayoutRequestId?: string;
            /** @description A single message in place of errorMessages. */
            errorMessage?: string;
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
        /** @description Identifies the payout by the id that iyzico assigned. */
        MassPayoutRetrieveByRequestId: WithRequired<components["schemas"]["MassPayoutRetrieveFields"], "requestId">;
        /** @description Identifies the payout by the merchant's own id. */
        MassPayoutRetrieveByExternalId: WithRequired<components["schemas"]["MassPayoutRetrieveFields"], "externalMassPayoutId">;
        /**
         * @description Which items to list.
         * @enum {string}
         */
        MassPayoutItemType: "VALID" | "INVALID";
        /**
         * @description What the money is paid for (enum).
         * @enum {string}
         */
        MassPayoutPurpose: "SALARY" | "BONUS" | "SETTLEMENT" | "GOODS" | "SERVICES" | "CASHBACK" | "REBATES" | "DONATIONS";
        /**
         * @description The currencies of the Turkish page; the English one names none.
         * @enum {string}
         */
        MassPayoutCurrency: "TRY" | "USD" | "EUR";
        /** @description One payment to one recipient. */
        MassPayoutInitItemFields: {
            /** @description The merchant's own id of the item. */
            itemExternalId: string;
            recipientType: components["schemas"]["RecipientType"];
            /** @description The phone number, IBAN, identity number or member id, as recipientType says. */
            recipientInfo: string;
            /** @description The recipient's name; required when recipientType is IBAN. */
            recipientName?: string;
            amount: components["schemas"]["MassPayoutAmount"];
            /** @description What the payment is for. */
            description?: string;
            /** @description Whether money that lands in an iyzico wallet can't be withdrawn from it. */
            nonWithdrawable?: boolean;
        };
        /** @description Pays to a bank account. The account holder's name is required. */
        MassPayoutInitItemByIban: {
            /** @enum {string} */
            recipientType?: "IBAN";
        } & WithRequired<components["schemas"]["MassPayoutInitItemFields"], "recipientName">;
        /** @description Pays to a recipient identified by a phone number, an identity number or a member id. */
        MassPayoutInitItemByOtherId: {
            /** @enum {string} */
            recipientType?: "PHONE" | "IDENTITY_NUMBER" | "MEMBER_ID";
        } & components["schemas"]["MassPayoutInitItemFields"];
        /** @enum {string} */
        Locale: "tr" | "en";
        /** @enum {string} */
        SuccessStatus: "success";
        /** @description Its meaning depends on the operation. Usually a string, sometimes a number. */
        ErrorCode: string | number;
        /** @description A rejection or a failure. Recorded failures have HTTP status 200; the body decides. */
        FailureEnvelope: {
            /** @enum {string} */
            status: "failure";
            errorCode?: components["schemas"]["ErrorCode"];
            /** @description A message in the language of the request, for display. Do not match on it. */
            errorMessage?: string;
            errorGroup?: string;
            locale?: string;
            /** @description System time (epoch ms). */
            systemTime?: number;
            conversationId?: string;
        };
        /** @description A rejection by the gateway. Its status is the HTTP status, as a number. */
        GatewayRejection: {
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
export type MassPayoutAuthRequest = components['schemas']['MassPayoutAuthRequest'];
export type MassPayoutAuthResponse = components['schemas']['MassPayoutAuthResponse'];
export type MassPayoutCancelResponse = components['schemas']['MassPayoutCancelResponse'];
export type MassPayoutInitRequest = components['schemas']['MassPayoutInitRequest'];
export type MassPayoutInitItem = components['schemas']['MassPayoutInitItem'];
export type MassPayoutAmount = components['schemas']['MassPayoutAmount'];
export type MassPayoutInitResponse = components['schemas']['MassPayoutInitResponse'];
export type MassPayoutInvalidItem = components['schemas']['MassPayoutInvalidItem'];
export type MassPayoutBalanceResponse = components['schemas']['MassPayoutBalanceResponse'];
export type MassPayoutItemResponse = components['schemas']['MassPayoutItemResponse'];
export type MassPayoutRetrieveRequest = components['schemas']['MassPayoutRetrieveRequest'];
export type MassPayoutRetrieveResponse = components['schemas']['MassPayoutRetrieveResponse'];
export type MassPayoutSummary = components['schemas']['MassPayoutSummary'];
export type MassPayoutItemsPage = components['schemas']['MassPayoutItemsPage'];
export type MassPayoutItemDetail = components['schemas']['MassPayoutItemDetail'];
export type MassPayoutRetrieveFields = components['schemas']['MassPayoutRetrieveFields'];
export type MassPayoutRetrieveByRequestId = components['schemas']['MassPayoutRetrieveByRequestId'];
export type MassPayoutRetrieveByExternalId = components['schemas']['MassPayoutRetrieveByExternalId'];
export type MassPayoutItemType = components['schemas']['MassPayoutItemType'];
export type MassPayoutPurpose = components['schemas']['MassPayoutPurpose'];
export type MassPayoutCurrency = components['schemas']['MassPayoutCurrency'];
export type MassPayoutInitItemFields = components['schemas']['MassPayoutInitItemFields'];
export type MassPayoutInitItemByIban = components['schemas']['MassPayoutInitItemByIban'];
export type MassPayoutInitItemByOtherId = components['schemas']['MassPayoutInitItemByOtherId'];
export type Locale = components['schemas']['Locale'];
export type SuccessStatus = components['schemas']['SuccessStatus'];
export type ErrorCode = components['schemas']['ErrorCode'];
export type FailureEnvelope = components['schemas']['FailureEnvelope'];
export type GatewayRejection = components['schemas']['GatewayRejection'];
export type MassPayoutStatus = components['schemas']['MassPayoutStatus'];
export type MassPayoutItemStatus = components['schemas']['MassPayoutItemStatus'];
export type RecipientType = components['schemas']['RecipientType'];
export type ParameterLocaleQuery = components['parameters']['LocaleQuery'];
export type $defs = Record<string, never>;
export interface operations {
    authMassPayout: {
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
                "application/json": components["schemas"]["MassPayoutAuthRequest"];
            };
        };
        responses: {
            /** @description Successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassPayoutAuthResponse"] | components["schemas"]["FailureEnvelope"];
                };
            };
            /** @description Rejected by the gateway */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRejection"];
                };
            };
        };
    };
    cancelMassPayout: {
        parameters: {
            query: {
                /** @description Response language. */
                locale: components["parameters"]["LocaleQuery"];
            };
            header?: never;
            path: {
                /**
                 * @description iyzico's id of the mass payout.
                 * @example 79cdefc1-3ce6-4f51-bdd9-c050274db664
                 */
                requestId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassPayoutCancelResponse"] | components["schemas"]["FailureEnvelope"];
                };
            };
            /** @description Rejected by the gateway */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRejection"];
                };
            };
        };
    };
    initMassPayout: {
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
                "application/json": components["schemas"]["MassPayoutInitRequest"];
            };
        };
        responses: {
            /** @description Successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassPayoutInitResponse"] | components["schemas"]["FailureEnvelope"];
                };
            };
            /** @description Rejected by the gateway */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRejection"];
                };
            };
        };
    };
    retrieveMassPayoutBalance: {
        parameters: {
            query: {
                /** @description Response language. */
                locale: components["parameters"]["LocaleQuery"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassPayoutBalanceResponse"] | components["schemas"]["FailureEnvelope"];
                };
            };
            /** @description Rejected by the gateway */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRejection"];
                };
            };
        };
    };
    retrieveMassPayoutItem: {
        parameters: {
            query: {
                /** @description Response language. */
                locale: components["parameters"]["LocaleQuery"];
            };
            header?: never;
            path: {
                /**
                 * @description iyzico's id of the item.
                 * @example b9a2f39c-0403-4869-a23a-371046c7431f
                 */
                referenceCode: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MassPayoutItemResponse"] | components["schemas"]["FailureEnvelope"];
                };
            };
            /** @description Rejected by the gateway */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRejection"];
                };
            };
        };
    };
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
            /** @description Rejected by the gateway */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayRejection"];
                };
            };
        };
    };
}
type WithRequired<T, K extends keyof T> = T & {
    [P in K]-?: T[P];
};
