package io.setpoint.platform.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A successful answer of the API.
 *
 * @param position log position the change was committed at, 0 where nothing was changed
 * @param etag the version of the document, empty where the answer names none
 */
public record Answer(int status, JsonNode body, long position, String etag) {}
