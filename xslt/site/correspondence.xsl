<?xml version="1.0" encoding="UTF-8"?>
<!--
  Who wrote to whom: a table, the pairs that it has no room for, and the same as a picture.

  Input, made by site/correspondence.py; a name is empty where nobody knows it:
    <correspondence letters="48" people="30" shown="24">
      <column>NAME</column> …
      <row href="correspondence/SLUG.html" count="9" others="2"><name/> <cell count="3" href="…#to-SLUG">NAME</cell> <cell/> …</row> …
      <pair count="1" href="…"><from/> <to/></pair> …
      <network width="720" height="300"> <edge d="M…" width="2.0"/> … <node x="250" y="26" side="left">NAME</node> … </network>
    </correspondence>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="lists.xsl"/>

  <xsl:template match="/correspondence">
    <xsl:call-template name="page">
      <xsl:with-param name="title" select="$t/correspondence"/>
      <xsl:with-param name="body">
        <div id="list" tabindex="-1">
          <p class="hint" id="about-matrix"><xsl:value-of select="concat($t/matrix, ' ', $t/matrix-several)"/></p>
          <div class="scroll" tabindex="0" role="region" aria-label="{$t/correspondence}" aria-describedby="about-matrix">
            <table class="matrix">
              <thead><tr><th scope="col"><span class="sr"><xsl:value-of select="$t/sender"/></span></th><xsl:apply-templates select="column"/><xsl:if test="pair"><th scope="col"><span><xsl:value-of select="$t/to-others"/></span></th></xsl:if><th scope="col"><span><xsl:value-of select="$t/sum"/></span></th></tr></thead>
              <tbody><xsl:apply-templates select="row"/></tbody>
            </table>
          </div>
          <xsl:if test="pair">
            <section aria-labelledby="h-pairs">
              <h2 id="h-pairs"><xsl:value-of select="$t/other-pairs"/></h2>
              <ul class="pairs"><xsl:apply-templates select="pair"/></ul>
            </section>
          </xsl:if>
          <xsl:apply-templates select="network"/>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="correspondence" mode="line">
    <span><xsl:call-template name="count"><xsl:with-param name="n" select="@letters"/><xsl:with-param name="word" select="'letter'"/></xsl:call-template></span>
    <span><xsl:call-template name="count"><xsl:with-param name="n" select="@people"/><xsl:with-param name="word" select="'correspondent'"/></xsl:call-template></span>
  </xsl:template>

  <xsl:template name="known">
    <xsl:param name="name" select="."/>
    <xsl:value-of select="$name"/>
    <xsl:if test="string($name) = ''"><xsl:value-of select="$t/unknown-person"/></xsl:if>
  </xsl:template>

  <xsl:template match="column"><th scope="col"><span><xsl:call-template name="known"/></span></th></xsl:template>

  <xsl:template match="row">
    <tr>
      <th scope="row"><a href="{@href}"><xsl:call-template name="known"><xsl:with-param name="name" select="name"/></xsl:call-template></a></th>
      <xsl:apply-templates select="cell"/>
      <xsl:if test="../pair"><td><xsl:if test="@others &gt; 0"><a href="{@href}"><xsl:value-of select="@others"/></a></xsl:if></td></xsl:if>
      <td class="all"><xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template></td>
    </tr>
  </xsl:template>

  <xsl:template match="cell"><td></td></xsl:template>
  <xsl:template match="cell[@count]"><td><a href="{@href}"><xsl:value-of select="@count"/></a></td></xsl:template>

  <xsl:template match="pair">
    <li>
      <xsl:call-template name="known"><xsl:with-param name="name" select="from"/></xsl:call-template>
      <span aria-hidden="true"> → </span><span class="sr"><xsl:value-of select="concat(' ', $t/from-to, ' ')"/></span>
      <xsl:call-template name="known"><xsl:with-param name="name" select="to"/></xsl:call-template>
      <xsl:text> </xsl:text>
      <a href="{@href}"><xsl:call-template name="count"><xsl:with-param name="n" select="@count"/><xsl:with-param name="word" select="'letter'"/></xsl:call-template></a>
    </li>
  </xsl:template>

  <xsl:template match="network">
    <section>
      <h2 id="h-network"><xsl:value-of select="$t/network"/></h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="h-network">
        <svg class="network" viewBox="0 0 {@width} {@height}" role="img" aria-label="{$t/network-says}">
          <xsl:for-each select="edge"><path d="{@d}" stroke-width="{@width}"/></xsl:for-each>
          <xsl:for-each select="node"><circle cx="{@x}" cy="{@y}" r="4"/><text x="{@x + 12 * (@side = 'right') - 12 * (@side = 'left')}" y="{@y + 5}" class="{@side}"><xsl:value-of select="."/></text></xsl:for-each>
        </svg>
      </div>
      <p class="hint"><xsl:value-of select="$t/network-says"/></p>
    </section>
  </xsl:template>
</xsl:stylesheet>
