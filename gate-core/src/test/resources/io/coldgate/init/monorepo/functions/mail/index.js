exports.handler = async (event) => ({ mails: event.Records.length });
