/** A TCP port that should not answer strangers, and what usually listens there. */
export interface ServicePort {
  readonly port: number;
  readonly service: string;
}

/** Remote administration: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html (EC2.13, EC2.14, EC2.19). */
export const ADMIN_PORTS: readonly ServicePort[] = [
  { port: 22, service: 'SSH' },
  { port: 3389, service: 'RDP' },
  { port: 5985, service: 'WinRM over HTTP' },
  { port: 5986, service: 'WinRM over HTTPS' },
];

export const DATABASE_PORTS: readonly ServicePort[] = [
  { port: 1433, service: 'Microsoft SQL Server' },
  { port: 1434, service: 'Microsoft SQL Server' },
  { port: 1521, service: 'Oracle' },
  { port: 2483, service: 'Oracle' },
  { port: 2484, service: 'Oracle over TLS' },
  { port: 3306, service: 'MySQL' },
  { port: 5432, service: 'PostgreSQL' },
  { port: 5439, service: 'Redshift' },
  { port: 5984, service: 'CouchDB' },
  { port: 7000, service: 'Cassandra' },
  { port: 7199, service: 'Cassandra JMX' },
  { port: 8086, service: 'InfluxDB' },
  { port: 8182, service: 'Neptune' },
  { port: 8888, service: 'Cassandra OpsCenter' },
  { port: 9042, service: 'Cassandra' },
  { port: 9160, service: 'Cassandra' },
  { port: 27017, service: 'MongoDB' },
  { port: 27018, service: 'MongoDB' },
  { port: 27019, service: 'MongoDB' },
];

export const CACHE_PORTS: readonly ServicePort[] = [
  { port: 6379, service: 'Redis' },
  { port: 11211, service: 'Memcached' },
];

export const SEARCH_PORTS: readonly ServicePort[] = [
  { port: 5601, service: 'Kibana' },
  { port: 9200, service: 'Elasticsearch' },
  { port: 9300, service: 'Elasticsearch' },
];

export const QUEUE_PORTS: readonly ServicePort[] = [
  { port: 2181, service: 'ZooKeeper' },
  { port: 4369, service: 'Erlang port mapper (RabbitMQ)' },
  { port: 5671, service: 'AMQP over TLS' },
  { port: 5672, service: 'AMQP' },
  { port: 9092, service: 'Kafka' },
  { port: 15672, service: 'RabbitMQ management' },
  { port: 61616, service: 'ActiveMQ' },
];

/** Protocols that carry passwords in the clear, or that belong inside one network. */
export const LEGACY_PORTS: readonly ServicePort[] = [
  { port: 20, service: 'FTP data' },
  { port: 21, service: 'FTP' },
  { port: 23, service: 'Telnet' },
  { port: 25, service: 'SMTP' },
  { port: 110, service: 'POP3' },
  { port: 143, service: 'IMAP' },
  { port: 512, service: 'rexec' },
  { port: 513, service: 'rlogin' },
  { port: 514, service: 'rsh' },
];

export const WINDOWS_PORTS: readonly ServicePort[] = [
  { port: 88, service: 'Kerberos' },
  { port: 135, service: 'RPC' },
  { port: 139, service: 'NetBIOS' },
  { port: 389, service: 'LDAP' },
  { port: 445, service: 'SMB' },
  { port: 636, service: 'LDAP over TLS' },
  { port: 3268, service: 'Active Directory global catalog' },
  { port: 3269, service: 'Active Directory global catalog over TLS' },
];

/** Control planes and shared file systems that give command of a host, or its files. */
export const CONTROL_PORTS: readonly ServicePort[] = [
  { port: 111, service: 'rpcbind' },
  { port: 2049, service: 'NFS' },
  { port: 2375, service: 'Docker' },
  { port: 2376, service: 'Docker over TLS' },
  { port: 2379, service: 'etcd' },
  { port: 5900, service: 'VNC' },
  { port: 6443, service: 'Kubernetes API' },
  { port: 8500, service: 'Consul' },
  { port: 10250, service: 'kubelet' },
];

export const SENSITIVE_PORTS: readonly ServicePort[] = [
  ...ADMIN_PORTS,
  ...DATABASE_PORTS,
  ...CACHE_PORTS,
  ...SEARCH_PORTS,
  ...QUEUE_PORTS,
  ...LEGACY_PORTS,
  ...WINDOWS_PORTS,
  ...CONTROL_PORTS,
].toSorted((a, b) => a.port - b.port);
