# The same in two stages: only the program and the certificates of the first stage are kept.
FROM coldgate/debian:trixie AS build
COPY bootstrap /out/var/task/bootstrap
RUN mkdir -p /out/etc/ssl/certs && cp -L /etc/ssl/certs/ca-certificates.crt /out/etc/ssl/certs/

FROM scratch
COPY --from=build /out /
WORKDIR /var/task
ENTRYPOINT ["/var/task/bootstrap"]
CMD ["hello"]
