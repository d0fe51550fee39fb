# functions/hello on a complete Debian: ci/check-images makes the base and the context.
FROM coldgate/debian:trixie
COPY bootstrap /var/task/bootstrap
WORKDIR /var/task
ENTRYPOINT ["/var/task/bootstrap"]
CMD ["hello"]
